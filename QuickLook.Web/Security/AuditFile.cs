using System.Globalization;
using System.Text;
using QuickLook.Core.Access;
using QuickLook.Core.Storage.Service;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Security;

/// <summary>The record of commands as a table for spreadsheets, administrators only.</summary>
internal static class AuditFile
{
    /// <summary>Its address; the query is the audit page's.</summary>
    public const string Address = "/admin/audit.csv";

    /// <summary>Most rows of a file.</summary>
    public const int MostRows = 100_000;

    private const int Portion = 5_000;

    /// <summary>Answers with the file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="audit">The record.</param>
    /// <param name="actors">Who asks, with today's rights.</param>
    /// <param name="time">The clock.</param>
    public static async Task<IResult> DownloadAsync(HttpContext context, AuditStore audit, Actors actors, TimeProvider time)
    {
        var cancellationToken = context.RequestAborted;
        var actor = await actors.OfAsync(context.User, cancellationToken);
        if (!actor.May(Permission.Administer))
        {
            return Results.Text("Your role does not allow this.", statusCode: StatusCodes.Status403Forbidden);
        }

        var asked = context.Request.Query;
        var query = new AuditQuery(asked["actor"], asked["action"], asked["text"], asked["from"], asked["to"]);
        var recorded = await audit.AppendAsync(actor, "audit.export", query.ToString(), cancellationToken);
        var read = recorded.Failure is { } failure ? failure : await ReadAsync(audit, query.Filter, cancellationToken);
        if (!read.TryGet(out var entries, out var unread))
        {
            return Results.Text(unread.ToString(), statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"audit-{time.GetUtcNow():yyyyMMdd-HHmmss}.csv");
        return Results.File(Encoding.UTF8.GetBytes(Write(entries)), "text/csv; charset=utf-8", name);
    }

    /// <summary>The table, newest first; instants in UTC.</summary>
    /// <param name="entries">The commands.</param>
    public static string Write(IEnumerable<AuditEntry> entries)
    {
        var text = new StringBuilder("time_utc,actor,action,detail,source\r\n");
        foreach (var entry in entries)
        {
            var at = entry.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            text.Append(at)
                .Append(',')
                .AppendJoin(',', Cell(entry.Actor), Cell(entry.Action), Cell(entry.Detail), Cell(entry.Source))
                .Append("\r\n");
        }

        return text.ToString();
    }

    // A name that somebody typed at the sign-in page must not be a formula in an administrator's spreadsheet.
    private static string Cell(string text)
    {
        var harmless = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? $"'{text}" : text;
        return harmless.AsSpan().IndexOfAny(",\"\r\n'") < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static async Task<Core.Results.Result<List<AuditEntry>>> ReadAsync(
        AuditStore audit,
        AuditFilter filter,
        CancellationToken cancellationToken
    )
    {
        var entries = new List<AuditEntry>();
        while (entries.Count < MostRows)
        {
            var read = await audit.ListAsync(filter, entries.Count, Portion, cancellationToken);
            if (!read.TryGet(out var portion, out var failure))
            {
                return failure;
            }

            entries.AddRange(portion);
            if (portion.Count < Portion)
            {
                break;
            }
        }

        return entries;
    }
}
