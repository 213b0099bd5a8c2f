/* Style and script as web/public-style/build.mjs makes them. */
    .section .rodata
    .macro asset symbol file
    .global \symbol
    .global \symbol\()End
\symbol:
    .incbin "\file"
\symbol\()End:
    .byte 0
    .endm

    asset kMotcuaStyle "public.css"
    asset kMotcuaScript "public.js"

    .section .note.GNU-stack,"",@progbits
