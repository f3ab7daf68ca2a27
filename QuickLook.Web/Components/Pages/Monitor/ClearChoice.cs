namespace QuickLook.Web.Components.Pages.Monitor;

/// <summary>What somebody chose to clear.</summary>
/// <param name="Reductions">Products and merged documents.</param>
/// <param name="Logs">Run logs.</param>
public sealed record ClearChoice(bool Reductions, bool Logs);
