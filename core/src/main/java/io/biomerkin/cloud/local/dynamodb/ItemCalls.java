package io.biomerkin.cloud.local.dynamodb;

import io.biomerkin.cloud.local.LocalAccount;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The calls for items, passed to DynamoDB Local as they are. */
interface ItemCalls extends DynamoDbClient {

  /** The account whose lock they take. */
  LocalAccount account();

  /** Where the items are. */
  Items items();

  @Override
  default GetItemResponse getItem(GetItemRequest request) {
    return account()
        .locked(() -> items().of(List.of(request.tableName()), local -> local.getItem(request)));
  }

  @Override
  default PutItemResponse putItem(PutItemRequest request) {
    return account()
        .locked(() -> items().of(List.of(request.tableName()), local -> local.putItem(request)));
  }

  @Override
  default UpdateItemResponse updateItem(UpdateItemRequest request) {
    return account()
        .locked(() -> items().of(List.of(request.tableName()), local -> local.updateItem(request)));
  }

  @Override
  default DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return account()
        .locked(() -> items().of(List.of(request.tableName()), local -> local.deleteItem(request)));
  }

  @Override
  default QueryResponse query(QueryRequest request) {
    return account()
        .locked(() -> items().of(List.of(request.tableName()), local -> local.query(request)));
  }

  @Override
  default ScanResponse scan(ScanRequest request) {
    return account()
        .locked(() -> items().of(List.of(request.tableName()), local -> local.scan(request)));
  }

  @Override
  default BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return account()
        .locked(
            () ->
                items().of(request.requestItems().keySet(), local -> local.batchGetItem(request)));
  }

  @Override
  default BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    return account()
        .locked(
            () ->
                items()
                    .of(request.requestItems().keySet(), local -> local.batchWriteItem(request)));
  }

  @Override
  default TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
    return account()
        .locked(
            () -> {
              Set<String> tables = new LinkedHashSet<>();
              request.transactItems().forEach(item -> tables.add(item.get().tableName()));
              return items().of(tables, local -> local.transactGetItems(request));
            });
  }

  @Override
  default TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return account()
        .locked(
            () -> {
              Set<String> tables = new LinkedHashSet<>();
              request.transactItems().forEach(item -> tables(item).forEach(tables::add));
              return items().of(tables, local -> local.transactWriteItems(request));
            });
  }

  private static Stream<String> tables(TransactWriteItem item) {
    Stream.Builder<String> names = Stream.builder();
    if (item.put() != null) {
      names.add(item.put().tableName());
    }
    if (item.update() != null) {
      names.add(item.update().tableName());
    }
    if (item.delete() != null) {
      names.add(item.delete().tableName());
    }
    if (item.conditionCheck() != null) {
      names.add(item.conditionCheck().tableName());
    }
    return names.build();
  }
}
