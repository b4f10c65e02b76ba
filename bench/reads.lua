-- One address, read by the accounts whose tokens stand in the file TOKENS, one a line, in turn.
local requests = {}
local next = 0

init = function()
  local headers = {}
  if os.getenv("GZIP") then
    headers["Accept-Encoding"] = "gzip"
  end
  for line in io.lines(os.getenv("TOKENS")) do
    headers["Authorization"] = "Bearer " .. line
    requests[#requests + 1] = wrk.format("GET", nil, headers)
  end
end

request = function()
  next = next % #requests + 1
  return requests[next]
end
