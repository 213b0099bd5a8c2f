/** The doorway, the leaf ajar, light on the floor. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M10 27 14 27 26 31 17 31z" fill="var(--light)" />
      <path
        d="M6 27V4h15v23M3 27h7M21 27h8M10 27V8l7-4M14.5 16v2"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
