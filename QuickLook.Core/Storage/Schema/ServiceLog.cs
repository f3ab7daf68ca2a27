namespace QuickLook.Core.Storage.Schema;

/// <summary>The two logs of the service.</summary>
public enum ServiceLog
{
    /// <summary>Processes, stages, verdicts, errors.</summary>
    Pipeline,

    /// <summary>What was found on disk.</summary>
    Discovery,
}
