const presets = ['@babel/preset-env', ['@babel/preset-react', { runtime: 'automatic' }]]

module.exports = {
  testEnvironment: './jest.environment.cjs',
  // The packages are ES modules, which Jest takes only when Babel has changed them.
  transform: { '\\.m?jsx?$': ['babel-jest', { presets }] },
  transformIgnorePatterns: ['/node_modules/(?!(@fishbowl|srvx)/)'],
}
