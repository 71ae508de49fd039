// The scan without the kernels keeps the contract. tests/contract/vector has the scans by the kernels.

import { createPlainScan } from "../../src/vector/plain-scan.ts";
import { describeScan } from "./scan-suite.ts";

describeScan("in plain TypeScript", createPlainScan);
