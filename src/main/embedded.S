/* The shipped data, byte for byte; embedded_files.cc names them. */
    .section .rodata
    .include "embed.inc"

    embed kMotcuaCalendar "calendar/calendar.json"
    embed kMotcuaUnits "units/units.jsonl"
    embed kMotcuaPoints "units/points.jsonl"
    embed kMotcuaAreas "units/areas.jsonl.zst"
    embed kMotcuaServes "units/serves.jsonl"
    embed kMotcuaProcedures "procedures/procedures.jsonl.zst"
    embed kMotcuaOverlay "procedures-hanoi.jsonl"
    embed kMotcuaArrivals "simulation/arrivals.json"

    .section .note.GNU-stack,"",@progbits
