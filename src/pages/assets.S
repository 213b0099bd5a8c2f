/* The style as web/public-style/build.mjs makes it: plain, and packed for browsers that take it so. */
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
    asset kMotcuaStylePacked "public.css.gz"

    .section .note.GNU-stack,"",@progbits
