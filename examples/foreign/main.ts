import { App } from 'cdktf';
import { lab, ResearchStack } from './program';

const app = new App();
new ResearchStack(app, 'research', {
  context: 'research',
  uid: '51d0b4f2-6a0e-4c5e-9d53-2f7c1f0a8e11',
  servers: lab().share({ h100: 3 }),
});
app.synth();
