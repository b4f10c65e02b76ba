-- One address, read by the accounts whose tokens stand in the file TOKENS, one a line, in turn.
local tokens = {}
for line in io.lines(os.getenv("TOKENS")) do
  tokens[#tokens + 1] = "Bearer " .. line
end

wrk.headers["Authorization"] = tokens[1]
if os.getenv("GZIP") then
  wrk.headers["Accept-Encoding"] = "gzip"
end

-- With one reader all requests are alike, and wrk needs not ask for each.
if #tokens > 1 then
  local requests = {}
  local next = 0

  init = function()
    for i, token in ipairs(tokens) do
      wrk.headers["Authorization"] = token
      requests[i] = wrk.format()
    end
  end

  request = function()
    next = next % #requests + 1
    return requests[next]
  end
end
