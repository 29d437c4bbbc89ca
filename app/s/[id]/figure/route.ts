import { storedFigure } from "#server/frozen/stored.ts";
import { handlers } from "#server/respond.ts";

export const { GET, POST, PUT, PATCH, DELETE } = handlers("/s/{id}/figure", (_, parameters) => storedFigure(parameters));
