exports.remove = (client) => client.deleteFunction("x");
exports.other = (api) => api.deleteWorkspace("x");
