/* The shipped data, byte for byte; embedded_files.cc names them. */
    .section .rodata
    .macro shipped symbol file
    .global \symbol
    .global \symbol\()End
    .balign 16
\symbol:
    .incbin "\file"
\symbol\()End:
    .byte 0
    .endm

    shipped kMotcuaCalendar "calendar/calendar.json"
    shipped kMotcuaUnits "units/units.jsonl"
    shipped kMotcuaPoints "units/points.jsonl"
    shipped kMotcuaAreas "units/areas.jsonl.zst"
    shipped kMotcuaServes "units/serves.jsonl"
    shipped kMotcuaProcedures "procedures/procedures.jsonl.zst"
    shipped kMotcuaOverlay "procedures-hanoi.jsonl"
    shipped kMotcuaArrivals "simulation/arrivals.json"

    .section .note.GNU-stack,"",@progbits
