import { usePathname, useSearchParams } from "next/navigation";

/** The map asks for what it shows by itself, and shows by itself what it waits for; two states beside each other are a page like others. */
export function useIsMap(): boolean {
  const path = usePathname();
  const search = useSearchParams();
  return path.endsWith("/map") && !search.has("compare");
}
