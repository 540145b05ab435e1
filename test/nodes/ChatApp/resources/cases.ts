import { accountCases } from './account.cases';
import { commerceCases } from './commerce.cases';
import { flowCases } from './flow.cases';
import { groupCases } from './group.cases';
import { handoverCases } from './handover.cases';
import type { OperationCase } from './operationCase';
import { phoneNumberCases } from './phoneNumber.cases';

/** A right use of each operation that manages an account and what belongs to it. */
export const managementCases: readonly OperationCase[] = [
	...phoneNumberCases,
	...accountCases,
	...flowCases,
	...commerceCases,
	...groupCases,
	...handoverCases,
];
