-- Health of a Registry for Argo CD: resource.customizations.health.tardigrade.dev_Registry in the ConfigMap argocd-cm.
local health = { status = "Progressing", message = "the operator has not looked at this generation yet" }
if obj.status == nil or obj.status.conditions == nil then
  return health
end
local found = {}
for _, condition in ipairs(obj.status.conditions) do
  found[condition.type] = condition
end
if found.Paused ~= nil and found.Paused.status == "True" then
  health.status = "Suspended"
  health.message = found.Paused.message
  return health
end
if obj.status.observedGeneration ~= obj.metadata.generation then
  return health
end
if found.Degraded ~= nil and found.Degraded.status == "True" then
  health.status = "Degraded"
  health.message = found.Degraded.reason .. ": " .. found.Degraded.message
elseif found.Ready ~= nil and found.Ready.status == "True" then
  health.status = "Healthy"
  health.message = found.Ready.message
elseif found.Ready ~= nil then
  health.message = found.Ready.reason .. ": " .. found.Ready.message
end
return health
