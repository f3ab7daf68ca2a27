namespace QuickLook.Web.Commands;

/// <summary>Exit codes of all verbs.</summary>
public static class ExitCode
{
    /// <summary>Done; verdicts on the data, even alarms, do not matter here.</summary>
    public const int Success = 0;

    /// <summary>It could not be done, in whole or in part.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;
}
