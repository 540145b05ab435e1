import { channelParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { shapeRows, simplifyField } from '../../fields/outputShape';
import { rowsOf } from '../../../alibabaCloud/lists/pages';
import { pick, toResult } from '../../runtime/results';
import { SIMPLE_FIELDS } from './getAll.operation';
import { nextStepOf } from './nextSteps';

export const sync = singleCall({
	value: 'sync',
	name: 'Sync',
	action: 'Sync phone numbers',
	description:
		"Refresh the state of all phone numbers of a channel from WhatsApp. Step 5 of 5. 'Get Many' returns the state of the last sync.",
	calls: 'ChatappSyncPhoneNumber',
	parameters: [channelParameter],
	others: [simplifyField],
	result({ envelope }, functions, itemIndex) {
		const rows = rowsOf(envelope, 'PhoneNumbers').map((row) => ({
			...toResult(row, envelope),
			nextStep: nextStepOf(row.Status),
		}));
		return shapeRows(functions, itemIndex, rows, (row) =>
			pick(row, [...SIMPLE_FIELDS, 'nextStep']),
		);
	},
});
