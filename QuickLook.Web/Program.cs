using QuickLook.Web.Commands;

return await CommandLine.RunAsync(args);
