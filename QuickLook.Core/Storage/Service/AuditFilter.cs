namespace QuickLook.Core.Storage.Service;

/// <summary>Which commands to list; null and empty leave a question open.</summary>
public sealed record AuditFilter
{
    /// <summary>Only of this actor, exactly as recorded.</summary>
    public string? Actor { get; init; }

    /// <summary>Only actions that begin with this, such as <c>pipeline.</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Only with this text in the detail or the source, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>Only from this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only before this moment.</summary>
    public DateTimeOffset? Before { get; init; }
}
