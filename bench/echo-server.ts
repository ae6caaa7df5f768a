import { createServer } from 'node:http';

/** The limit to be measured against: a bare `node:http` server that reads a body and answers as many bytes as it was told. */
const bytes = Number(process.argv[2] ?? 1024);
const answer = Buffer.from(JSON.stringify('x'.repeat(Math.max(0, bytes - 2))));
const server = createServer((request, response) => {
  request.on('data', () => undefined);
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}\n`);
});
