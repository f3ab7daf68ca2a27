using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Configuration;

/// <inheritdoc cref="IMappingDesk"/>
internal sealed class MappingDesk(MappingStore mappings, AuditStore audit) : IMappingDesk
{
    /// <inheritdoc/>
    public async Task<Result<Done>> SaveTextsAsync(Actor actor, TextsChange change, CancellationToken cancellationToken)
    {
        if (!actor.May(Permission.Administer))
        {
            return new Failure($"{actor.Name} may not change the mappings");
        }

        if (!change.After.Tidy().TryGet(out var after, out var fault))
        {
            return fault;
        }

        if (change.Flavors.IsDefaultOrEmpty || after == change.Before)
        {
            return new Failure("nothing was changed");
        }

        // Written down first: with the texts before, a change can be taken back.
        var detail =
            $"{change.StatusKey} in {string.Join(", ", change.Flavors.Select(flavor => flavor.Name()))}: "
            + $"help before: {change.Before.Help}; action before: {change.Before.Action}; help: {after.Help}; action: {after.Action}";
        var audited = await audit.AppendAsync(actor, "mapping.texts", detail, cancellationToken).ConfigureAwait(false);
        return audited.IsSuccess
            ? await mappings.SaveTextsAsync(change with { After = after }, cancellationToken).ConfigureAwait(false)
            : audited;
    }
}
