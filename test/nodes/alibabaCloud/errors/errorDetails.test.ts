import {
	detailsText,
	diagnosisLink,
	readDetails,
	withoutLink,
} from '../../../../nodes/alibabaCloud/errors/errorDetails';

const DIAGNOSIS = "https://api.alibabacloud.com/troubleshoot?q=A&requestId=R'1";

test('the diagnosis is a link that breaks out of nothing', () => {
	expect(diagnosisLink(DIAGNOSIS)).toBe(
		'<a href="https://api.alibabacloud.com/troubleshoot?q=A&amp;requestId=R%271" target="_blank">Open the diagnosis of this request</a>',
	);
	const odd = diagnosisLink('https://api.aliyun.com/"><script>alert(1)</script>');
	expect(odd).not.toMatch(/<script|"><s/);
});

test.each([
	null,
	'',
	'no address',
	'javascript:alert(1)//api.aliyun.com',
	'http://api.aliyun.com/troubleshoot',
	'https://aliyun.com.example.com/',
	'https://evilaliyun.com/',
])('%j becomes no link', (diagnosis) => {
	expect(diagnosisLink(diagnosis)).toBe('');
});

test('a text without links has the address once', () => {
	const details = { code: 'A', action: 'B', diagnosis: DIAGNOSIS };
	const description = `Do this. ${diagnosisLink(DIAGNOSIS)} Then that.`;
	expect(withoutLink(description, details)).toBe('Do this. Then that.');
	expect(detailsText(details)).toBe(`Code: A. Diagnosis: ${DIAGNOSIS}`);
});

test('what is no detail of a call is none', () => {
	expect(readDetails({})).toBeNull();
	expect(readDetails({ data: null })).toBeNull();
	expect(readDetails({ data: 'text' })).toBeNull();
	expect(readDetails({ data: { code: 'A' } })).toEqual({ code: 'A' });
});
