-- The requests of wrk: one text again and again ("seen"), or texts that never come twice ("unseen").
-- Arguments: a file with a query a line, escaped for an address; "seen" or a number to begin at; Accept.
local lines, at, fixed = {}, 0, false

function init(arguments)
  for line in io.lines(arguments[1]) do lines[#lines + 1] = line end
  fixed = arguments[2] == "seen"
  at = fixed and 0 or tonumber(arguments[2])
  wrk.headers["Accept"] = arguments[3]
  if fixed then
    local only = wrk.format("GET", wrk.path .. lines[1])
    request = function() return only end
  end
end

function request()
  at = at + 1
  -- A comment at the end makes the text a new one also when the constants have come before.
  return wrk.format("GET", wrk.path .. lines[at % #lines + 1] .. "%0A%23" .. at)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("\n=> %d %d %d %d\n", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
