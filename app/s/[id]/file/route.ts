import { storedFile } from "#server/frozen/stored.ts";
import { originOf } from "#server/links.ts";
import { handlers } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = handlers("/s/{id}/file", ({ headers }, { id }) => storedFile(id ?? "", originOf(headers)));
