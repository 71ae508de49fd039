// VectorIndex implementations that need no kernels; tests/contract/vector has the exact one over the kernels.

import { createExactIndex } from "../../src/vector/exact-index.ts";
import { createPlainScan } from "../../src/vector/plain-scan.ts";
import { createNearestOnlyIndex } from "../support/nearest-only-index.ts";
import { describeVectorIndex } from "./vector-index-suite.ts";

describeVectorIndex("over the plain scan", (vectors, firstRow) =>
  createExactIndex(createPlainScan(vectors), firstRow),
);
describeVectorIndex("of the nearest rows only", createNearestOnlyIndex);
