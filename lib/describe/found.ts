/** What is said of something that a search found by other than its name. */

export const addressWord = (address: string): string => `has the address ${address}`;

/** @param where the policy that names the block; empty where the thing found is the block, or has the address */
export const insideText = (inner: string, outer: string, where: string): string => `${inner} is inside ${outer}${where === "" ? "" : ` in ${where}`}`;

export const exceptedText = (inner: string, except: string, outer: string, where: string): string => `${inner} is in ${except}, which ${where} leaves out of ${outer}`;

export const labelText = (label: string): string => `label ${label}`;
