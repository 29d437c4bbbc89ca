/** A path that ends at a mark. */
export function Logo() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path d="M2 16h8" stroke="var(--blocked)" strokeWidth="3" strokeLinecap="round" strokeDasharray="4.5 4.5" />
      <circle cx="19" cy="16" r="9" stroke="var(--blocked)" strokeWidth="3" />
      <path d="m12.8 22.2 12.4-12.4" stroke="var(--blocked)" strokeWidth="3" />
    </svg>
  );
}
