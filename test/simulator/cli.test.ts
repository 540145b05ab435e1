import { portsFrom, readBasePort } from './cli';

it('reads the base port', () => {
	expect(readBasePort([])).toBe(47_210);
	expect(readBasePort(['--port', '5000'])).toBe(5_000);
	expect(readBasePort(['--port=5000'])).toBe(5_000);
	expect(readBasePort(['--port', 'x'])).toBeUndefined();
	expect(readBasePort(['--port', '65531'])).toBeUndefined();
	expect(readBasePort(['5000'])).toBeUndefined();
});

it('returns each service a port of its own', () => {
	expect(portsFrom(47_210)).toEqual({
		...{ cams: 47_210, sts: 47_211, dybaseapi: 47_212, mns: 47_213, oss: 47_214 },
		control: 47_215,
	});
});
