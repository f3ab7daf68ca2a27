using Npgsql;
using NpgsqlTypes;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Storage;

/// <summary>A bound of nights in a statement that is written by hand.</summary>
internal static class NightParameter
{
    /// <summary>The parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="night">The night; null for no bound.</param>
    public static NpgsqlParameter Of(string name, Night? night) =>
        new(name, NpgsqlDbType.Date) { Value = night is { } day ? day.Date : DBNull.Value };
}
