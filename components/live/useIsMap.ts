import { usePathname } from "next/navigation";

/** The map asks for what it shows by itself, and shows by itself what it waits for. */
export const useIsMap = (): boolean => usePathname().endsWith("/map");
