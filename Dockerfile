# The Node server with an index in it. Built from this folder:
#   docker build -t backstory . && docker run --rm -p 8787:8787 backstory
# It indexes the sample archive unless ARTICLES names a folder of your own below this one, or a backstory.config.json here does.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG ARTICLES=""
RUN npm run build -- $ARTICLES && npx node scripts/cli/pack-cli.ts

# No packages and no articles: the bundled server, the kernels, and what the function serves.
FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/dist dist
COPY --from=build /app/build/assets build/assets
# The configuration's basePath, if it has one.
ENV NODE_ENV=production PORT=8787 BASE_PATH=""
USER node
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}${process.env.BASE_PATH}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/serve.js", "--host", "0.0.0.0"]
