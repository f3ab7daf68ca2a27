using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace QuickLook.Core.Storage;

/// <summary>Names in the database as PostgreSQL's users write them: <c>camera_run.started_at</c>.</summary>
public sealed class SnakeCaseNaming : IModelFinalizingConvention
{
    /// <summary><c>StartedAt</c> becomes <c>started_at</c>.</summary>
    /// <param name="name">A name in Pascal case.</param>
    public static string Of(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        for (var at = 0; at < name.Length; at++)
        {
            if (char.IsUpper(name[at]) && at > 0 && name[at - 1] != '_' && !char.IsUpper(name[at - 1]))
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[at]));
        }

        return snake.ToString();
    }

    /// <inheritdoc/>
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            entity.SetTableName(Of(entity.ClrType.Name.Replace("Row", string.Empty, StringComparison.Ordinal)));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Of(property.Name));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(Of(key.GetDefaultName() ?? string.Empty));
            }

            foreach (var foreign in entity.GetForeignKeys())
            {
                foreign.SetConstraintName(Of(foreign.GetDefaultName() ?? string.Empty));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Of(index.GetDefaultDatabaseName() ?? string.Empty));
            }
        }
    }
}
