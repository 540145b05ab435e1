import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Database {
	all(sql: string, done: (error: Error | null, rows: Array<Record<string, unknown>>) => void): void;
	close(done: () => void): void;
}

interface Sqlite {
	Database: new (file: string, mode: number, done: (error: Error | null) => void) => Database;
	OPEN_READONLY: number;
}

/** The one that n8n itself uses; it is there wherever n8n has run. */
const N8N = join(__dirname, '..', '..', 'n8n', 'package.json');

/**
 * Every text of every table of a SQLite file. A search of the file alone would miss what the file
 * breaks in two: longer texts are spread over pages.
 */
export async function* readTexts(file: string): AsyncGenerator<{ table: string; text: string }> {
	const sqlite = createRequire(N8N)('sqlite3') as Sqlite;
	const database = await new Promise<Database>((resolve, reject) => {
		const opened = new sqlite.Database(file, sqlite.OPEN_READONLY, (error) =>
			error ? reject(error) : resolve(opened),
		);
	});
	const query = async (sql: string) =>
		await new Promise<Array<Record<string, unknown>>>((resolve, reject) => {
			database.all(sql, (error, rows) => (error ? reject(error) : resolve(rows)));
		});
	try {
		const tables = await query("SELECT name FROM sqlite_master WHERE type = 'table'");
		for (const { name } of tables) {
			for (const row of await query(`SELECT * FROM "${String(name)}"`)) {
				for (const value of Object.values(row)) {
					if (typeof value === 'string') yield { table: String(name), text: value };
					else if (Buffer.isBuffer(value))
						yield { table: String(name), text: value.toString('latin1') };
				}
			}
		}
	} finally {
		await new Promise<void>((resolve) => database.close(resolve));
	}
}
