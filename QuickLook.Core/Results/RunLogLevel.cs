namespace QuickLook.Core.Results;

/// <summary>Level of a run-log line, written as desi_quicklook writes it.</summary>
public enum RunLogLevel
{
    /// <summary>INFO.</summary>
    Info,

    /// <summary>WARNING.</summary>
    Warning,

    /// <summary>ERROR.</summary>
    Error,

    /// <summary>CRITICAL.</summary>
    Critical,
}
