import { handlers } from "#server/respond.ts";
import { linkPicture } from "#server/unfurl/link.ts";

export const { GET, POST, PUT, PATCH, DELETE } = handlers("/s/{id}/picture", (_, parameters) => linkPicture(parameters));
