import fastify from 'fastify';

/** A framework made for speed, as it comes: reads a body as JSON and answers as many bytes as it was told. */
const bytes = Number(process.argv[2] ?? 1024);
const answer = JSON.stringify('x'.repeat(Math.max(0, bytes - 2)));
const app = fastify();
app.post('/*', (_request, reply) => {
  void reply.type('application/json; charset=utf-8').send(answer);
});
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
