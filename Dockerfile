# syntax=docker/dockerfile:1

# The build has the compiler and the sources; the image that runs has neither.
FROM node:20-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json vite.config.ts ./
COPY schemas ./schemas
COPY rules ./rules
COPY features ./features
COPY src ./src
RUN npm run build

FROM node:20-slim AS packages
WORKDIR /packages
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production \
    CLAUSEBOOK_HOST=0.0.0.0 \
    CLAUSEBOOK_PORT=8080 \
    CLAUSEBOOK_DATA=/data
COPY --from=packages /packages/node_modules ./node_modules
COPY --from=build /build/package.json ./
COPY --from=build /build/schemas ./schemas
COPY --from=build /build/rules ./rules
COPY --from=build /build/features ./features
COPY --from=build /build/dist ./dist
RUN install -d -m 0700 -o node -g node /data
# The user `node` by its number, so that Kubernetes can see that it is not root.
USER 1000:1000
# Nothing but this is written: run with `--read-only`.
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.CLAUSEBOOK_PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["serve"]
