/* The style as web/public-style/build.mjs makes it. */
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

    .section .note.GNU-stack,"",@progbits
