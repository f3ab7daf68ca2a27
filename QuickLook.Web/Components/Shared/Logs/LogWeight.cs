namespace QuickLook.Web.Components.Shared.Logs;

/// <summary>How much a log line wants an eye. Only warnings and above are coloured.</summary>
public enum LogWeight
{
    /// <summary>Nothing to do.</summary>
    Info,

    /// <summary>Look when there is time.</summary>
    Warning,

    /// <summary>Look now.</summary>
    Error,
}
