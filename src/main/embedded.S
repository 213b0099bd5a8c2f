/* The shipped data, byte for byte; embedded_files.cc names them. */
    .section .rodata
    .macro shipped symbol file
    .global \symbol
    .global \symbol\()_end
    .balign 16
\symbol:
    .incbin "\file"
\symbol\()_end:
    .byte 0
    .endm

    shipped motcua_calendar "calendar/calendar.json"
    shipped motcua_units "units/units.jsonl"
    shipped motcua_points "units/points.jsonl"
    shipped motcua_areas "units/areas.jsonl.zst"
    shipped motcua_serves "units/serves.jsonl"
    shipped motcua_procedures "procedures/procedures.jsonl.zst"
    shipped motcua_overlay "procedures-hanoi.jsonl"

    .section .note.GNU-stack,"",@progbits
