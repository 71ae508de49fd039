// The types that browser code shares with the function, and the schemas that describe the API, have the same shapes.

import { describe, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type {
  articleSchema,
  articlesAnswerSchema,
  relatedHitSchema,
  searchAnswerSchema,
  searchHitSchema,
  suggestAnswerSchema,
} from "../../src/answers/answer-schemas.ts";
import type {
  AnswerMeta,
  Article,
  ArticlesAnswer,
  RelatedHit,
  SearchAnswer,
  SearchHit,
  SuggestAnswer,
} from "../../src/api-types.ts";

/** zod infers mutable types; a pair of numbers is a list of two there. */
type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Name in keyof T]: Mutable<T[Name]> }
    : T;

/** The named fields, without the ones that "others may be added" allows. */
type Fields<T> = keyof { [Name in keyof T as string extends Name ? never : Name]: T[Name] };

type Schema<S extends z.ZodType> = z.output<S>;

describe("the types of the API", () => {
  it("fit the schemas", () => {
    expectTypeOf<Mutable<Article>>().toExtend<Schema<typeof articleSchema>>();
    expectTypeOf<Mutable<SearchHit>>().toExtend<Schema<typeof searchHitSchema>>();
    expectTypeOf<Mutable<RelatedHit>>().toExtend<Schema<typeof relatedHitSchema>>();
    expectTypeOf<Mutable<SearchAnswer & AnswerMeta>>().toExtend<Schema<typeof searchAnswerSchema>>();
    expectTypeOf<Mutable<ArticlesAnswer & AnswerMeta>>().toExtend<Schema<typeof articlesAnswerSchema>>();
    expectTypeOf<Mutable<SuggestAnswer & AnswerMeta>>().toExtend<Schema<typeof suggestAnswerSchema>>();
  });

  it("have every field of the schemas, and no others", () => {
    expectTypeOf<keyof Article>().toEqualTypeOf<Fields<Schema<typeof articleSchema>>>();
    expectTypeOf<keyof SearchHit>().toEqualTypeOf<Fields<Schema<typeof searchHitSchema>>>();
    expectTypeOf<keyof RelatedHit>().toEqualTypeOf<Fields<Schema<typeof relatedHitSchema>>>();
    expectTypeOf<keyof (SearchAnswer & AnswerMeta)>().toEqualTypeOf<
      Fields<Schema<typeof searchAnswerSchema>>
    >();
    type Details = NonNullable<SearchHit["scoreDetails"]>;
    type DetailsSchema = NonNullable<Schema<typeof searchHitSchema>["scoreDetails"]>;
    expectTypeOf<keyof Details>().toEqualTypeOf<Fields<DetailsSchema>>();
    type RelatedDetails = NonNullable<RelatedHit["scoreDetails"]>;
    type RelatedDetailsSchema = NonNullable<Schema<typeof relatedHitSchema>["scoreDetails"]>;
    expectTypeOf<keyof RelatedDetails>().toEqualTypeOf<Fields<RelatedDetailsSchema>>();
  });
});
