export const SERVICE_NAMES = ['cams', 'sts', 'dybaseapi', 'mns', 'oss', 'control'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** Faults of an answer; each service applies them to its own requests. */
const ANSWER_FAULTS = ['delay', 'reset', 'status', 'throttle', 'html', 'truncate'] as const;
/** Faults of a delivery: notifications that arrive twice or in another order. */
export const DELIVERY_FAULTS = ['duplicate', 'reorder'] as const;

export type AnswerFaultKind = (typeof ANSWER_FAULTS)[number];
export type DeliveryFaultKind = (typeof DELIVERY_FAULTS)[number];
export type FaultKind = AnswerFaultKind | DeliveryFaultKind;

export interface Fault {
	/** "push" is the delivery to HTTP callbacks; "mns" also has the deliveries to queues. */
	service: ServiceName | 'push';
	/** Action name ("SendChatappMessage", "ReceiveMessage"); for pushes "inbound", "status", "audit". */
	action?: string;
	kind: FaultKind;
	/** How often it strikes; default 1, null = until cleared. */
	times?: number | null;
	/** Waits this long first, whatever the kind; default 1000 for "delay", else 0. */
	delayMs?: number;
	/** HTTP status of "status"; default 503. */
	status?: number;
	/** Error code of "status" and "throttle". */
	code?: string;
}

/** The faults that are waiting to strike, oldest first. */
export class FaultPlan {
	private waiting: Array<Fault & { left: number }> = [];

	add(fault: Fault): void {
		this.waiting.push({ ...fault, left: fault.times === null ? Infinity : (fault.times ?? 1) });
	}

	clear(): void {
		this.waiting = [];
	}

	/** Takes the first matching fault and counts it; undefined when none matches. */
	take(
		service: Fault['service'],
		action: string,
		kinds: readonly FaultKind[] = ANSWER_FAULTS,
	): Fault | undefined {
		const found = this.waiting.find(
			(fault) =>
				fault.service === service &&
				(fault.action === undefined || fault.action === action) &&
				kinds.includes(fault.kind),
		);
		if (!found) return undefined;
		found.left -= 1;
		if (found.left <= 0) this.waiting = this.waiting.filter((fault) => fault !== found);
		return found;
	}

	/** For GET /control/state; `left` is null for a fault without end. */
	pending(): Array<Fault & { left: number | null }> {
		return this.waiting.map((fault) => ({
			...fault,
			left: Number.isFinite(fault.left) ? fault.left : null,
		}));
	}
}
