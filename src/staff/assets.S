/* The staff application as web/build.mjs packs it. */
    .section .rodata
    .macro asset symbol file
    .global \symbol
    .global \symbol\()End
\symbol:
    .incbin "\file"
\symbol\()End:
    .byte 0
    .endm

    asset kMotcuaStaffFiles "files.txt"
    asset kMotcuaStaffBytes "files.bytes"

    .section .note.GNU-stack,"",@progbits
