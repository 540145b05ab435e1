import { channelParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { simplifyField } from '../../fields/lists';
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
		const isSimple = functions.getNodeParameter('simplify', itemIndex) === true;
		return rowsOf(envelope, 'PhoneNumbers').map((row) => {
			const full = toResult(row, envelope);
			const shown = isSimple ? pick(full, SIMPLE_FIELDS) : full;
			return { ...shown, nextStep: nextStepOf(row.Status) };
		});
	},
});
