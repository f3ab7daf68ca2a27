using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace QuickLook.Core.Storage;

/// <summary>An enumeration as a word in a text column: <c>PartlyFailed</c> is <c>partly_failed</c>.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class WordConverter<T>() : ValueConverter<T, string>(value => Words.Of(value), word => Words.Parse<T>(word))
    where T : struct, Enum;

/// <summary>Words of enumerations.</summary>
internal static class Words
{
    /// <summary>The word of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => SnakeCaseNaming.Of(value.ToString());

    /// <summary>The value of a word; a check constraint keeps others out of the tables.</summary>
    public static T Parse<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word.Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true);

    /// <summary>Stores the property as a word and lets nothing else in.</summary>
    public static void HasWord<TEntity, T>(
        this EntityTypeBuilder<TEntity> entity,
        System.Linq.Expressions.Expression<Func<TEntity, T>> property
    )
        where TEntity : class
        where T : struct, Enum
    {
        var column = SnakeCaseNaming.Of(entity.Property(property).HasConversion<WordConverter<T>>().Metadata.Name);
        var words = string.Join(", ", Enum.GetValues<T>().Select(value => $"'{Of(value)}'"));
        var table = SnakeCaseNaming.Of(typeof(TEntity).Name.Replace("Row", string.Empty, StringComparison.Ordinal));
        entity.ToTable(builder => builder.HasCheckConstraint($"ck_{table}_{column}", $"{column} in ({words})"));
    }
}
