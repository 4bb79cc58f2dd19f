// The same resources through aws-cdk-lib alone: what Node needs for them, without a JVM.
const [, , library, template, out] = process.argv;
const cdk = require(library);
const { CfnInclude } = require(library + '/cloudformation-include');

const app = new cdk.App({ outdir: out });
const stack = new cdk.Stack(app, 'Bench', { synthesizer: new cdk.LegacyStackSynthesizer() });
new CfnInclude(stack, 'Template', { templateFile: template });
app.synth();
