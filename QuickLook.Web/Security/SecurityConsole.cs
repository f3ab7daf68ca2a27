namespace QuickLook.Web.Security;

/// <summary>Where the first password is shown.</summary>
/// <param name="Out">The console.</param>
public sealed record SecurityConsole(TextWriter Out);
