/* Style and script as web/public-style/build.mjs makes them. */
    .section .rodata
    .include "embed.inc"

    embed kMotcuaStyle "public.css"
    embed kMotcuaScript "public.js"

    .section .note.GNU-stack,"",@progbits
