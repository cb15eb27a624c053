import { App } from 'cdktf';
import { lab, ResearchStack } from './program';

const app = new App();
new ResearchStack(app, 'research', { context: 'research', servers: lab().share({ h100: 3 }) });
app.synth();
