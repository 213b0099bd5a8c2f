/* The staff application as web/build.mjs packs it. */
    .section .rodata
    .include "embed.inc"

    embed kMotcuaStaffFiles "files.txt"
    embed kMotcuaStaffBytes "files.bytes"

    .section .note.GNU-stack,"",@progbits
