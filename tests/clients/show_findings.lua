-- Runs in headless Neovim on the file that is open: what the editor shows of a language server, as JSON in $SHOWN.
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = "igglossary", cmd = vim.json.decode(vim.env.SERVER), root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(buffer, client)

local function findings()
  return vim.diagnostic.get(buffer)
end

local function ask(method, line, column)
  vim.api.nvim_win_set_cursor(0, { line + 1, column })
  local parameters = vim.lsp.util.make_position_params(0, "utf-16")
  return vim.lsp.buf_request_sync(buffer, method, parameters, 30000)[client].result
end

vim.wait(60000, function() return #findings() > 0 end, 20)
local shown = { before = {}, after = {} }
for _, one in ipairs(findings()) do  -- Neovim turned the columns into bytes of the line
  local words = vim.api.nvim_buf_get_text(buffer, one.lnum, one.col, one.end_lnum, one.end_col, {})
  table.insert(shown.before, { rule = one.code, source = one.source, words = table.concat(words, "\n") })
end

local first = findings()[1]
shown.card = ask("textDocument/hover", first.lnum, first.col).contents.value

-- as vim.lsp.buf.code_action() asks
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
local place = vim.lsp.util.make_range_params(0, "utf-16")
place.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer, first.lnum) }
local fixes = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", place, 30000)[client].result
shown.fixes = vim.tbl_map(function(one) return one.title end, fixes)
local before = #findings()
vim.lsp.util.apply_workspace_edit(fixes[1].edit, "utf-16")
vim.wait(60000, function() return #findings() < before end, 20)
shown.line = vim.api.nvim_buf_get_lines(buffer, first.lnum, first.lnum + 1, true)[1]
for _, one in ipairs(findings()) do
  local words = vim.api.nvim_buf_get_text(buffer, one.lnum, one.col, one.end_lnum, one.end_col, {})
  table.insert(shown.after, { rule = one.code, source = one.source, words = table.concat(words, "\n") })
end

vim.fn.writefile({ vim.json.encode(shown) }, vim.env.SHOWN)
vim.cmd("qall!")
