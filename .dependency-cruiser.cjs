/** Each layer may import itself and what is named here. The table is the architecture. */
const mayImport = {
  cli: [
    'index',
    'compile',
    'deploy',
    'hunt',
    'doctor',
    'cluster',
    'emit',
    'settings',
    'artifacts',
    'backends',
    'pipelines',
    'pysigma',
    'mapping',
    'testing',
    'diff',
    'examples',
    'evaluate',
    'languages',
    'ir',
    'diagnostic',
  ],
  index: [
    'compile',
    'backends',
    'pipelines',
    'pysigma',
    'mapping',
    'evaluate',
    'languages',
    'ir',
    'diagnostic',
  ],
  deploy: ['cluster', 'emit'],
  hunt: ['cluster'],
  cluster: ['yaml', 'diagnostic'],
  doctor: ['compile', 'backends', 'mapping', 'ir', 'diagnostic'],
  emit: ['compile', 'settings', 'attack', 'artifacts', 'languages', 'ir', 'diagnostic'],
  compile: ['backends', 'pipelines', 'mapping', 'passes', 'languages', 'ir', 'diagnostic'],
  artifacts: ['backends', 'yaml', 'diagnostic'],
  settings: ['yaml', 'diagnostic'],
  attack: [],
  backends: ['mapping', 'ir', 'diagnostic'],
  mapping: ['diagnostic'],
  pysigma: ['pipelines', 'languages', 'yaml', 'ir', 'diagnostic'],
  pipelines: ['yaml', 'passes', 'ir', 'diagnostic'],
  passes: ['ir', 'diagnostic'],
  languages: ['yaml', 'ir', 'diagnostic'],
  yaml: ['diagnostic'],
  testing: ['evaluate', 'yaml', 'ir', 'diagnostic'],
  diff: ['examples', 'ir'],
  examples: ['evaluate', 'ir'],
  evaluate: ['ir'],
  ir: ['diagnostic'],
  diagnostic: [],
};

/** The one folder that may know each package. */
const home = {
  yargs: 'cli',
  picocolors: 'cli',
  'cli-progress': 'cli',
  '@elastic/elasticsearch': 'cluster',
  '@opensearch-project/opensearch': 'cluster',
  'p-retry': 'cluster',
  undici: 'cluster',
  'p-map': 'deploy',
  handlebars: 'artifacts',
  '@huggingface/jinja': 'pysigma',
  'js-yaml': 'yaml',
  ajv: 'settings',
  diff: 'cli',
  htmlparser2: 'languages/analytic',
  uuid: 'languages/analytic',
  '@eslint-community/regexpp': 'ir/regex',
  'ipaddr.js': 'ir',
};

const layer = (name) => `^src/${name}(/|\\.ts$)`;
const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }),
    ...Object.entries(mayImport).map(([name, others]) =>
      forbid(
        `${name}-looks-down`,
        { path: layer(name) },
        { path: '^src/', pathNot: [name, ...others].map(layer) },
      ),
    ),
    forbid(
      'siblings-are-strangers',
      { path: '^src/(languages|backends|deploy)/([^/]+)/' },
      { path: '^src/$1/[^/]+/', pathNot: '^src/$1/($2|kit)/' },
    ),
    forbid(
      'artifacts-see-queries-only',
      { path: '^src/artifacts/' },
      { path: '^src/backends/(?!backend\\.ts)' },
    ),
    forbid(
      'the-compiler-is-pure',
      {
        path: '^src/(diagnostic|yaml|ir|evaluate|examples|diff|testing|languages|passes|pipelines|pysigma|mapping|backends|compile)',
      },
      { dependencyTypes: ['core'] },
    ),
    ...Object.entries(home).map(([module, folder]) =>
      forbid(
        `${module}-at-home`,
        { path: '^src/', pathNot: `^src/${folder}/` },
        { path: `node_modules/${module}/` },
      ),
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
